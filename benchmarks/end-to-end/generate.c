/* Writes a JSON array of people, about 320 bytes each, the same for the same number: id, email, names, a decimal, an ISO
 * date, a boolean, and a text of 60 to 140 characters.
 *
 *   generate ROWS > FILE */
#include <stdio.h>
#include <stdlib.h>

static unsigned long long state = 20261124;

static unsigned next(unsigned below) {
  state = state * 6364136223846793005ULL + 1442695040888963407ULL;
  return (unsigned)(state >> 33) % below;
}

int main(int argc, char **argv) {
  static const char *first[] = {"Ada", "Ben", "Chloe", "Dmitri", "Elena", "Farid", "Grace", "Hiro", "Ines", "Jonas"};
  static const char *last[] = {"Lovelace", "Okafor", "Martin", "Petrov", "Garcia", "Haddad", "Hopper", "Tanaka"};
  static const char words[] =
      "the quick brown fox jumps over a lazy dog while seven wizards make toxic brew for the evil queen and her jolly knights of "
      "the round table ";
  long rows = argc > 1 ? atol(argv[1]) : 1000;
  putchar('[');
  for (long i = 0; i < rows; i++) {
    unsigned length = 60 + next(81), from = next(20);
    const char *given = first[next(10)], *family = last[next(8)];
    printf("%s{\"id\":\"user-%08ld\",\"email\":\"%s.%s.%ld@example.com\",\"first_name\":\"%s\",\"last_name\":\"%s\","
           "\"company_name\":\"%s & Daughters Ltd\","
           "\"balance\":%u.%02u,\"signed_up\":\"20%02u-%02u-%02uT%02u:%02u:%02uZ\",\"active\":%s,\"note\":\"%.*s\"}\n",
           i ? "," : "", i, given, family, i, given, family, last[(i + 3) % 8], next(10000), next(100), 10 + next(16), 1 + next(12),
           1 + next(28), next(24), next(60), next(60), next(2) ? "true" : "false", (int)length, words + from % 12);
  }
  puts("]");
}
