// Rust's standard library takes random bytes from this library of Windows, which Wine has since 9.

#include <stddef.h>

__declspec(dllimport) unsigned char SystemFunction036(void *, unsigned long);

__declspec(dllexport) int ProcessPrng(unsigned char *data, size_t length) {
    return SystemFunction036(data, (unsigned long)length);
}

int DllMainCRTStartup(void *library, unsigned long reason, void *reserved) {
    return 1;
}
