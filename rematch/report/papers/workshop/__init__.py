"""What a workshop takes home: `minutes` (PDF), a `book` (XLSX), `scenario` files; `words` of screens."""
