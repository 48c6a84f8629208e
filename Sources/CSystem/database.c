#include "database.h"

#include <sqlite3.h>

// Swift cannot call a function with a variable number of arguments.
int kw_defend_database(void *database) {
  return sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
}
