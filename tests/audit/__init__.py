"""Every page as its readers find it: accessible, valid, light."""
