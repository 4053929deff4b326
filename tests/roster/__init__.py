"""Reading registrars exports."""
