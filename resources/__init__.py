"""What the application ships besides code: sample cases, schemas, icons, texts."""
