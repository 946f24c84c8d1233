"""The papers of the city hall: pure builders of PDFs, facts in and bytes out."""
