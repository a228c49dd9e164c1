"""Feed -> revision: fetch politely and safely, parse, and decide what is an edit."""
