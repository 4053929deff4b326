"""Those who take part in a micro-internship, and what each of them does in the browser."""
