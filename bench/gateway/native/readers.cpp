// The clients of the benchmark where there are too many of them for a process of Node: over WebSockets that are open, or
// straight to the stand-in over HTTP; one epoll loop. A token is known by the characters before it and is the time at which it
// left. Lines on its input, each answered by a line of JSON:
//   connect PORT TOKEN COUNT               has so many WebSockets open
//   load ws|PORT AT_ONCE TOKENS PER_SECOND MS   so many answers at once, in rotation over the connections, for so long
// Times of tokens in microseconds. Ends with its input.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

using std::string;
using std::string_view;

static int64_t nowMicros() {
  timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000LL + t.tv_nsec / 1000;
}

[[noreturn]] static void fail(const string& why) {
  fprintf(stderr, "readers: %.300s\n", why.c_str());
  exit(1);
}

struct Connection {
  int fd = -1;
  bool socket = false;
  string in;
  int64_t askedAt = 0;
  bool first = true;
};

static int loop_;
static std::vector<int64_t> firstToken, perToken;
static int64_t tokens = 0;

static std::unique_ptr<Connection> open_(int port) {
  auto c = std::make_unique<Connection>();
  c->fd = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(c->fd, (sockaddr*)&address, sizeof address)) fail("cannot connect");
  int one = 1;
  setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  epoll_event event{EPOLLIN, {.ptr = c.get()}};
  epoll_ctl(loop_, EPOLL_CTL_ADD, c->fd, &event);
  return c;
}

static void put(Connection& c, const string& text) {
  for (size_t at = 0; at < text.size();) {
    ssize_t sent = send(c.fd, text.data() + at, text.size() - at, MSG_NOSIGNAL);
    if (sent <= 0) fail("cannot send");
    at += sent;
  }
}

// A frame of a client: RFC 6455, section 5.2.
static string frame(int opcode, string_view payload) {
  const char mask[4] = {0x12, 0x34, 0x56, 0x78};
  string out(1, (char)(0x80 | opcode));
  if (payload.size() < 126) out += (char)(0x80 | payload.size());
  else {
    out += (char)(0x80 | 126);
    out += (char)(payload.size() >> 8);
    out += (char)(payload.size() & 255);
  }
  out.append(mask, 4);
  for (size_t n = 0; n < payload.size(); n++) out += payload[n] ^ mask[n & 3];
  return out;
}

// 2 KB, as much as a window around a cursor: see `wire.ts`.
static string messages(int64_t count, int64_t perSecond) {
  static int id = 0;
  string context;
  for (int n = 0; n < 60; n++) context += "const value = compute(input, 12);\\n";
  return "[{\"role\":\"user\",\"content\":\"" + context + "\"},{\"role\":\"assistant\",\"content\":\"ready\"}," +
         "{\"role\":\"user\",\"content\":\"{\\\"id\\\":" + std::to_string(id++) + ",\\\"tokens\\\":" +
         std::to_string(count) + ",\\\"perSecond\\\":" + std::to_string(perSecond) + "}\"}]";
}

static void ask(Connection& c, int64_t count, int64_t perSecond) {
  string list = messages(count, perSecond), request;
  if (c.socket) request = frame(1, "{\"type\":\"response.create\",\"model\":\"stand-in\",\"input\":" + list + "}");
  else {
    string body = "{\"model\":\"stand-in\",\"stream\":true,\"messages\":" + list + "}";
    request = "POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: " +
              std::to_string(body.size()) + "\r\n\r\n" + body;
  }
  c.first = true;
  c.askedAt = nowMicros();
  put(c, request);
}

static bool has(string_view text, string_view what) {
  return memmem(text.data(), text.size(), what.data(), what.size()) != nullptr;
}

// Counts the tokens in what has come at once.
static void look(Connection& c, string_view text) {
  for (string_view marker : {string_view("\"delta\":\" "), string_view("\"content\":\" ")}) {
    while (auto at = (const char*)memmem(text.data(), text.size(), marker.data(), marker.size())) {
      int64_t now = nowMicros(), left = atoll(at + marker.size());
      if (c.first) firstToken.push_back(now - c.askedAt);
      else perToken.push_back(now - left);
      c.first = false;
      tokens++;
      text.remove_prefix(at + marker.size() - text.data());
    }
  }
}

// Reads what has come over HTTP, line by line; true: the answer is over.
static bool readLines(Connection& c) {
  size_t at = 0;
  bool over = false;
  for (size_t end; (end = c.in.find('\n', at)) != string::npos; at = end + 1) {
    string_view line(c.in.data() + at, end - at);
    if (line == "0\r") over = true;
    else if (line.size() > 40) look(c, line);
  }
  c.in.erase(0, at);
  return over;
}

// Reads the frames that have come; true: the answer is over.
static bool readFrames(Connection& c) {
  size_t at = 0;
  bool over = false;
  const auto* bytes = (const unsigned char*)c.in.data();
  while (c.in.size() - at >= 2) {
    size_t length = bytes[at + 1] & 127, headSize = length < 126 ? 2 : length == 126 ? 4 : 10;
    if (c.in.size() - at < headSize) break;
    if (length >= 126) {
      length = 0;
      for (size_t n = 2; n < headSize; n++) length = length << 8 | bytes[at + n];
    }
    if (c.in.size() - at < headSize + length) break;
    string_view payload(c.in.data() + at + headSize, length);
    int opcode = bytes[at] & 15;
    if (opcode == 9) put(c, frame(10, payload));
    else if (opcode == 8) fail("closed");
    else if (opcode <= 2) {
      string_view type = payload.substr(0, 40);
      if (has(type, "\"error\"") || has(type, "response.failed")) fail(string(payload));
      look(c, payload);
      if (has(type, "response.completed") || has(payload, "data: [DONE]")) over = true;
    }
    at += headSize + length;
  }
  c.in.erase(0, at);
  return over;
}

static bool take(Connection& c) {
  static char buffer[262144];
  ssize_t got = read(c.fd, buffer, sizeof buffer);
  if (got <= 0) fail("the connection was closed");
  c.in.append(buffer, got);
  return c.socket ? readFrames(c) : readLines(c);
}

static std::unique_ptr<Connection> openSocket(int port, const string& token) {
  auto c = open_(port);
  put(*c, "GET /v1/responses HTTP/1.1\r\nhost: 127.0.0.1:" + std::to_string(port) +
              "\r\nconnection: Upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n"
              "sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\nauthorization: Bearer " + token + "\r\n\r\n");
  string answer;
  while (answer.find("\r\n\r\n") == string::npos) {
    char buffer[4096];
    ssize_t got = read(c->fd, buffer, sizeof buffer);
    if (got <= 0) fail("not let in");
    answer.append(buffer, got);
  }
  if (answer.compare(9, 3, "101") != 0) fail(answer);
  c->socket = true;
  return c;
}

static int64_t cpuMicros() {
  rusage used;
  getrusage(RUSAGE_SELF, &used);
  return (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1000000LL + used.ru_utime.tv_usec + used.ru_stime.tv_usec;
}

static void load(std::deque<Connection*>& free, int atOnce, int64_t count, int64_t perSecond, int64_t ms) {
  firstToken.clear();
  perToken.clear();
  tokens = 0;
  int64_t startedAt = nowMicros(), endsAt = startedAt + ms * 1000, cpu = cpuMicros();
  int started = 0, running = 0;
  auto next = [&] {
    ask(*free.front(), count, perSecond);
    free.pop_front();
    running++;
  };
  while (started < atOnce || running > 0) {
    // Not all in the same millisecond: people are not.
    while (started < atOnce && nowMicros() - startedAt >= started * 100000LL / atOnce) {
      started++;
      next();
    }
    epoll_event events[64];
    int count = epoll_wait(loop_, events, 64, started < atOnce ? 1 : -1);
    for (int n = 0; n < count; n++) {
      auto* c = (Connection*)events[n].data.ptr;
      if (!take(*c)) continue;
      running--;
      free.push_back(c);
      if (nowMicros() < endsAt) next();
    }
  }
  printf("{\"tokens\":%ld,\"seconds\":%f,\"cpuMicros\":%ld", (long)tokens, (nowMicros() - startedAt) / 1e6,
         (long)(cpuMicros() - cpu));
  for (auto [name, values] : {std::pair{"firstToken", &firstToken}, {"perToken", &perToken}}) {
    printf(",\"%s\":[", name);
    for (size_t n = 0; n < values->size(); n++) printf(n ? ",%ld" : "%ld", (long)(*values)[n]);
    printf("]");
  }
  printf("}\n");
}

int main() {
  loop_ = epoll_create1(0);
  std::vector<std::unique_ptr<Connection>> sockets, direct;
  char line[1024], token[512], where[32];
  while (fgets(line, sizeof line, stdin)) {
    int port, count;
    long atOnce, tokenCount, perSecond, ms;
    if (sscanf(line, "connect %d %511s %d", &port, token, &count) == 3) {
      while ((int)sockets.size() < count) sockets.push_back(openSocket(port, token));
      printf("%zu\n", sockets.size());
    } else if (sscanf(line, "load %31s %ld %ld %ld %ld", where, &atOnce, &tokenCount, &perSecond, &ms) == 5) {
      bool overSockets = strcmp(where, "ws") == 0;
      while (!overSockets && (long)direct.size() < atOnce) direct.push_back(open_(atoi(where)));
      std::deque<Connection*> free;
      for (auto& c : overSockets ? sockets : direct) free.push_back(c.get());
      if ((long)free.size() < atOnce) fail("fewer connections than answers at once");
      load(free, atOnce, tokenCount, perSecond, ms);
    } else fail(string("not understood: ") + line);
    fflush(stdout);
  }
}
