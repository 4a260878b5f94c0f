/* The least that sending can cost: sends requests that sink.c wrote down, as they are, over some connections at once, and
 * waits for each answer before the next request of that connection.
 *
 *   load PORT FILE CONNECTIONS */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

struct connection {
  int fd;
  const char *next, *end; /* what is still to be sent of its request */
};

static const char *at, *end_of_file;

static void fail(const char *what) {
  perror(what);
  exit(1);
}

/* Takes the next request of the file; 0 if there is none. */
static int take(struct connection *c) {
  if (at >= end_of_file) return 0;
  char *head = memmem(at, (size_t)(end_of_file - at), "\r\n\r\n", 4);
  if (head == NULL) return 0;
  size_t body = 0;
  for (const char *line = at; line < head; line = (const char *)memchr(line, '\n', (size_t)(head + 2 - line)) + 1) {
    if (strncasecmp(line, "content-length:", 15) == 0) body = strtoul(line + 15, NULL, 10);
  }
  c->next = at;
  c->end = head + 4 + body;
  at = c->end;
  return 1;
}

static void push(struct connection *c, int poll) {
  while (c->next < c->end) {
    ssize_t n = write(c->fd, c->next, (size_t)(c->end - c->next));
    if (n < 0) break;
    c->next += n;
  }
  struct epoll_event event = {.events = c->next < c->end ? EPOLLOUT : EPOLLIN, .data.ptr = c};
  epoll_ctl(poll, EPOLL_CTL_MOD, c->fd, &event);
}

int main(int argc, char **argv) {
  if (argc != 4) {
    fputs("usage: load PORT FILE CONNECTIONS\n", stderr);
    return 2;
  }
  int file = open(argv[2], O_RDONLY), count = atoi(argv[3]), on = 1, active = 0;
  struct stat status;
  if (file < 0 || fstat(file, &status) < 0) fail(argv[2]);
  at = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, file, 0);
  if (at == MAP_FAILED) fail("mmap");
  end_of_file = at + status.st_size;
  int poll = epoll_create1(0);
  struct connection *connections = calloc((size_t)count, sizeof *connections);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short)atoi(argv[1]))};
  inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
  long sent = 0;
  for (int i = 0; i < count && take(&connections[i]); i++) {
    struct connection *c = &connections[i];
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(c->fd, (struct sockaddr *)&address, sizeof address) < 0) fail("connect");
    setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    fcntl(c->fd, F_SETFL, O_NONBLOCK);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = c};
    epoll_ctl(poll, EPOLL_CTL_ADD, c->fd, &event);
    push(c, poll);
    active++;
    sent++;
  }
  while (active > 0) {
    struct epoll_event ready[64];
    int n = epoll_wait(poll, ready, 64, -1);
    for (int i = 0; i < n; i++) {
      struct connection *c = ready[i].data.ptr;
      char answer[4096];
      if (c->next < c->end) {
        push(c, poll);
      } else if (read(c->fd, answer, sizeof answer) <= 0) {
        fail("an answer");
      } else if (take(c)) {
        push(c, poll);
        sent++;
      } else {
        close(c->fd);
        active--;
      }
    }
  }
  fprintf(stderr, "%ld requests, %ld bytes\n", sent, (long)status.st_size);
}
