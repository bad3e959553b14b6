//! Bringing in old books.
