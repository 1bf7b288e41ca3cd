"""What pages and forms of records that go by their names are made from."""
