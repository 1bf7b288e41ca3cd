"""The page of one event: its bookings, its register, its certificates, its history."""
