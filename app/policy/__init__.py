"""What the policy says, as data with sources and dates, and the view of it on one day."""
