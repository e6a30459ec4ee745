"""Where values end: followed forward to what a replay notices."""
