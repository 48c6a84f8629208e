#ifndef KEYWATCH_CDECODE_H
#define KEYWATCH_CDECODE_H
#include <stddef.h>
#include <stdint.h>
#endif
