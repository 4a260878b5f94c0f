/* Writes a JSON array of people, about 320 bytes each, the same for the same number: id, email, names, a decimal, an ISO
 * date, a boolean, and a text of 60 to 140 characters.
 *
 *   generate ROWS > FILE
 *   generate ROWS next > FILE   the day after: of a hundred people one is gone, one has another balance, and one is new */
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
  int later = argc > 2;
  long all = later ? rows + rows / 100 : rows;
  putchar('[');
  for (long i = 0; i < all; i++) {
    unsigned length = 60 + next(81), from = next(20);
    const char *given = first[next(10)], *family = last[next(8)];
    unsigned whole = next(10000), cents = next(100), year = 10 + next(16), month = 1 + next(12), day = 1 + next(28);
    unsigned hour = next(24), minute = next(60), second = next(60), active = next(2);
    if (later && i % 100 == 50 && i < rows)
      continue;
    if (later && i % 100 == 51)
      whole += 10000;
    printf("%s{\"id\":\"user-%08ld\",\"email\":\"%s.%s.%ld@example.com\",\"first_name\":\"%s\",\"last_name\":\"%s\","
           "\"company_name\":\"%s & Daughters Ltd\","
           "\"balance\":%u.%02u,\"signed_up\":\"20%02u-%02u-%02uT%02u:%02u:%02uZ\",\"active\":%s,\"note\":\"%.*s\"}\n",
           i ? "," : "", i, given, family, i, given, family, last[(i + 3) % 8], whole, cents, year, month, day,
           hour, minute, second, active ? "true" : "false", (int)length, words + from % 12);
  }
  puts("]");
}
