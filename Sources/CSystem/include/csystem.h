#ifndef KEYWATCH_CSYSTEM_H
#define KEYWATCH_CSYSTEM_H
#include <stdint.h>
#endif
