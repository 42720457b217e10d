"""Tables, session, migrations, the local cluster, and the only SQL there is."""
