/* A program that prints the rows of `rows` in bench/addon as JSON, one to a line. */
#include <stdio.h>
#include <stdlib.h>

int main(int count, char **arguments) {
  long end = count > 1 ? atol(arguments[1]) : 0;
  static char buffer[1 << 16];
  setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
  for (long i = 0; i < end; i++) {
    /* i * 0.5 without the formatting of floating-point numbers, which would be most of the work. */
    printf("{\"x\":%ld%s,\"y\":%ld,\"label\":\"place %ld\"}\n", i / 2, i % 2 ? ".5" : "", -i, i);
  }
  return 0;
}
