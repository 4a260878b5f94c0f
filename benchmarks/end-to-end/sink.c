/* An HTTP server that costs little: reads each request whole, body included, and answers 200 with {}.
 *
 *   sink PORT [FILE]    listens on 127.0.0.1; with FILE, writes down every request as it came, for load.c
 *
 * Answers GET /count with the number of requests so far. Single thread, epoll, keep-alive; needs Content-Length. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define MAX_CONNECTIONS 4096
#define CHUNK 65536

struct connection {
  char *bytes;
  size_t length, room;
};

static struct connection connections[MAX_CONNECTIONS];
static FILE *record;
static long requests;

static void fail(const char *what) {
  perror(what);
  exit(1);
}

/* The length of the first request in the buffer; 0 if it is not whole yet. */
static size_t whole_request(struct connection *c) {
  char *end = memmem(c->bytes, c->length, "\r\n\r\n", 4);
  if (end == NULL) return 0;
  size_t head = (size_t)(end - c->bytes) + 4, body = 0;
  for (char *line = c->bytes; line < end; line = memchr(line, '\n', (size_t)(end + 2 - line)) + 1) {
    if (strncasecmp(line, "content-length:", 15) == 0) body = strtoul(line + 15, NULL, 10);
  }
  return c->length >= head + body ? head + body : 0;
}

static int answer(int fd, struct connection *c, size_t size) {
  char text[160];
  if (strncmp(c->bytes, "GET /count ", 11) == 0) {
    int n = snprintf(text, sizeof text, "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n%20ld", requests);
    return write(fd, text, (size_t)n) == n;
  }
  requests++;
  if (record != NULL && fwrite(c->bytes, 1, size, record) != size) fail("the record");
  static const char ok[] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
  return write(fd, ok, sizeof ok - 1) == (ssize_t)(sizeof ok - 1);
}

static int serve(int fd) {
  struct connection *c = &connections[fd];
  if (c->room - c->length < CHUNK) {
    c->room = c->room * 2 + 2 * CHUNK;
    c->bytes = realloc(c->bytes, c->room);
    if (c->bytes == NULL) fail("memory");
  }
  ssize_t n = read(fd, c->bytes + c->length, c->room - c->length);
  if (n <= 0) return n < 0 && (errno == EAGAIN || errno == EINTR);
  c->length += (size_t)n;
  for (size_t size = whole_request(c); size > 0; size = whole_request(c)) {
    if (!answer(fd, c, size)) return 0;
    memmove(c->bytes, c->bytes + size, c->length - size);
    c->length -= size;
  }
  return 1;
}

int main(int argc, char **argv) {
  if (argc < 2) {
    fputs("usage: sink PORT [FILE]\n", stderr);
    return 2;
  }
  if (argc > 2 && (record = fopen(argv[2], "wb")) == NULL) fail(argv[2]);
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short)atoi(argv[1]))};
  inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(listener, (struct sockaddr *)&address, sizeof address) < 0) fail("bind");
  if (listen(listener, 512) < 0) fail("listen");
  int poll = epoll_create1(EPOLL_CLOEXEC);
  struct epoll_event event = {.events = EPOLLIN, .data.fd = listener}, ready[256];
  epoll_ctl(poll, EPOLL_CTL_ADD, listener, &event);
  for (;;) {
    int count = epoll_wait(poll, ready, 256, -1);
    for (int i = 0; i < count; i++) {
      int fd = ready[i].data.fd;
      if (fd == listener) {
        int client = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (client < 0) continue;
        if (client >= MAX_CONNECTIONS) {
          close(client);
          continue;
        }
        setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        connections[client].length = 0;
        event.events = EPOLLIN;
        event.data.fd = client;
        epoll_ctl(poll, EPOLL_CTL_ADD, client, &event);
      } else if (!serve(fd)) {
        close(fd);
        if (record != NULL) fflush(record);
      }
    }
  }
}
