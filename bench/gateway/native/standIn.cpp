// A stand-in for a model's server that costs next to nothing: chat/completions as vLLM streams it, one epoll loop, no
// memory taken for a token. Every token is the time at which it left, in microseconds of the machine's monotonic clock.
// It answers what `upstream.process.ts` answers, at a speed only (never as fast as it is taken).
// Prints its address as one line, answers each line on its input with its figures, and ends with its input.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <string_view>
#include <unordered_map>

using std::string;
using std::string_view;

static int64_t nowMicros() {
  timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000LL + t.tv_nsec / 1000;
}

static const string head =
    "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"stand-in\","
    "\"choices\":[";
static const string last =
    head + "{\"index\":0,\"delta\":{},\"logprobs\":null,\"finish_reason\":\"stop\"}]}\n\n" + head +
    "],\"usage\":{\"prompt_tokens\":512,\"completion_tokens\":100,\"total_tokens\":612}}\n\ndata: [DONE]\n\n";

struct Connection {
  string in;
  bool answering = false;
  int64_t startedAt = 0;
  int64_t perSecond = 0, tokens = 0, sent = 0;
};

static std::unordered_map<int, Connection> connections;
static int64_t asked = 0;
static int running = 0;

static string chunked(string_view data) {
  char size[24];
  snprintf(size, sizeof size, "%zx\r\n", data.size());
  return string(size).append(data).append("\r\n");
}

static string token() {
  return chunked(head + "{\"index\":0,\"delta\":{\"content\":\" " + std::to_string(nowMicros()) +
                 "\"},\"logprobs\":null,\"finish_reason\":null}]}\n\n");
}

// What does not fit into the buffers of the kernel is not what is measured here.
static void put(int fd, const string& text) {
  if (send(fd, text.data(), text.size(), MSG_NOSIGNAL) != (ssize_t)text.size()) shutdown(fd, SHUT_RDWR);
}

static void sendDue(int fd, Connection& c, const string& before = "") {
  int64_t due = 1 + (nowMicros() - c.startedAt) * c.perSecond / 1000000;
  if (due > c.tokens) due = c.tokens;
  string out = before;
  while (c.sent < due) {
    c.sent++;
    // Every token has its own packet, as servers write it; the first one goes with the head.
    put(fd, out + token());
    out.clear();
  }
  if (c.sent < c.tokens) return;
  put(fd, chunked(last) + "0\r\n\r\n");
  c.answering = false;
  running--;
}

// The order stands as JSON within a string of JSON.
static int64_t ordered(const string& body, const char* name) {
  size_t at = body.rfind(string(name) + "\\\":");
  return at == string::npos ? 0 : atoll(body.c_str() + at + string_view(name).size() + 3);
}

static void take(int fd, Connection& c) {
  size_t end = c.in.find("\r\n\r\n");
  if (end == string::npos) return;
  size_t lengthAt = c.in.find("ontent-");
  size_t length = 0;
  for (; lengthAt != string::npos && lengthAt < end; lengthAt = c.in.find("ontent-", lengthAt + 1))
    if (c.in.compare(lengthAt, 15, "ontent-length: ") == 0 || c.in.compare(lengthAt, 15, "ontent-Length: ") == 0)
      length = atoll(c.in.c_str() + lengthAt + 15);
  if (c.in.size() < end + 4 + length) return;
  string body = c.in.substr(end + 4, length);
  bool get = c.in.compare(0, 4, "GET ") == 0, models = c.in.compare(0, 15, "GET /v1/models ") == 0;
  c.in.erase(0, end + 4 + length);
  if (get) {
    string list = "{\"data\":[{\"id\":\"stand-in\",\"owned_by\":\"vllm\"}]}";
    string status = models ? "200 OK" : "404 Not Found";
    put(fd, "HTTP/1.1 " + status + "\r\ncontent-type: application/json\r\ncontent-length: " +
                std::to_string(list.size()) + "\r\n\r\n" + list);
    return;
  }
  asked++;
  running++;
  c.answering = true;
  c.startedAt = nowMicros();
  c.tokens = ordered(body, "tokens");
  c.perSecond = ordered(body, "perSecond");
  c.sent = 0;
  sendDue(fd, c, "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\ntransfer-encoding: chunked\r\n\r\n");
}

static void tell() {
  rusage used;
  getrusage(RUSAGE_SELF, &used);
  int64_t cpu = (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1000000LL + used.ru_utime.tv_usec + used.ru_stime.tv_usec;
  printf("{\"open\":%d,\"asked\":%ld,\"bytes\":0,\"cpuMicros\":%ld}\n", running, (long)asked, (long)cpu);
  fflush(stdout);
}

int main() {
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (bind(listener, (sockaddr*)&address, size) || listen(listener, 1024)) return 1;
  getsockname(listener, (sockaddr*)&address, &size);
  printf("http://127.0.0.1:%d/v1\n", ntohs(address.sin_port));
  fflush(stdout);

  int loop = epoll_create1(0), timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
  // One timer for all answers, each millisecond: as a server that computes one token of each in a batch.
  itimerspec every{{0, 1000000}, {0, 1000000}};
  timerfd_settime(timer, 0, &every, nullptr);
  for (int fd : {0, listener, timer}) {
    epoll_event event{EPOLLIN, {.fd = fd}};
    epoll_ctl(loop, EPOLL_CTL_ADD, fd, &event);
  }
  static char buffer[65536];
  for (;;) {
    epoll_event events[64];
    int count = epoll_wait(loop, events, 64, -1);
    for (int n = 0; n < count; n++) {
      int fd = events[n].data.fd;
      if (fd == 0) {
        if (read(0, buffer, sizeof buffer) <= 0) return 0;
        tell();
      } else if (fd == timer) {
        if (read(timer, buffer, 8) != 8) continue;
        for (auto& [of, c] : connections)
          if (c.answering) sendDue(of, c);
      } else if (fd == listener) {
        int opened = accept4(listener, nullptr, nullptr, SOCK_NONBLOCK);
        int one = 1;
        setsockopt(opened, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        epoll_event event{EPOLLIN, {.fd = opened}};
        epoll_ctl(loop, EPOLL_CTL_ADD, opened, &event);
        connections[opened] = {};
      } else {
        ssize_t got = read(fd, buffer, sizeof buffer);
        Connection& c = connections[fd];
        if (got <= 0) {
          if (c.answering) running--;
          connections.erase(fd);
          close(fd);
        } else {
          c.in.append(buffer, got);
          take(fd, c);
        }
      }
    }
  }
}
