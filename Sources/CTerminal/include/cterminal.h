#ifndef KEYWATCH_CTERMINAL_H
#define KEYWATCH_CTERMINAL_H
#include <stdint.h>
#endif
