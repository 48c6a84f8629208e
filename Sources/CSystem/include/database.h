#ifndef KEYWATCH_DATABASE_H
#define KEYWATCH_DATABASE_H

/// Forbids statements on an open SQLite database (a `sqlite3 *`) that could damage its file. Returns 0
/// or SQLite's result code.
int kw_defend_database(void *database);

#endif
