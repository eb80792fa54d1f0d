/* A shell by libssh2 on standard input and output: PORT USER METHOD PASSWORD. */

#include <arpa/inet.h>
#include <libssh2.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static LIBSSH2_SESSION *session;
static const char *password;

static void check(int good, const char *what) {
  if (!good) {
    char *why;
    libssh2_session_last_error(session, &why, NULL, 0);
    fprintf(stderr, "%s: %s\n", what, why);
    exit(255);
  }
}

static int connected(int port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int wire = socket(AF_INET, SOCK_STREAM, 0);
  check(connect(wire, (struct sockaddr *)&address, sizeof address) == 0, "connecting");
  check(libssh2_session_handshake(session, wire) == 0, "key exchange");
  return wire;
}

static LIBSSH2_USERAUTH_KBDINT_RESPONSE_FUNC(answer) {
  for (int prompt = 0; prompt < num_prompts; prompt++) {
    responses[prompt].text = strdup(password);
    responses[prompt].length = strlen(password);
  }
}

static void sign_in(const char *user, const char *method) {
  if (strcmp(method, "none") == 0) {
    /* Asking what there is tries "none". */
    libssh2_userauth_list(session, user, strlen(user));
  } else if (strcmp(method, "password") == 0) {
    libssh2_userauth_password(session, user, password);
  } else {
    libssh2_userauth_keyboard_interactive(session, user, answer);
  }
  check(libssh2_userauth_authenticated(session), "signing in");
}

/* Moves bytes between descriptors and the channel until there is nothing more to be seen. */
static void pass_on(LIBSSH2_CHANNEL *shell, int wire) {
  char bytes[16384];
  struct pollfd waiting[] = {{.fd = wire, .events = POLLIN}, {.fd = 0, .events = POLLIN}};
  while (!libssh2_channel_eof(shell)) {
    ssize_t drawn;
    while ((drawn = libssh2_channel_read(shell, bytes, sizeof bytes)) > 0) {
      check(write(1, bytes, drawn) == drawn, "drawing");
    }
    check(drawn == 0 || drawn == LIBSSH2_ERROR_EAGAIN, "reading");
    if (libssh2_channel_eof(shell)) {
      break;
    }
    poll(waiting, 2, -1);
    if (waiting[1].revents) {
      ssize_t typed = read(0, bytes, 64);
      waiting[1].fd = typed > 0 ? 0 : -1;
      while (typed > 0 && libssh2_channel_write(shell, bytes, typed) == LIBSSH2_ERROR_EAGAIN) {
        poll(waiting, 1, -1);
      }
    }
  }
}

int main(int count, char **arguments) {
  (void)count;
  password = arguments[4];
  libssh2_init(0);
  session = libssh2_session_init();
  int wire = connected(atoi(arguments[1]));
  sign_in(arguments[2], arguments[3]);
  LIBSSH2_CHANNEL *shell = libssh2_channel_open_session(session);
  check(shell != NULL, "opening");
  check(libssh2_channel_request_pty(shell, "xterm") == 0, "terminal");
  check(libssh2_channel_shell(shell) == 0, "shell");
  libssh2_session_set_blocking(session, 0);
  pass_on(shell, wire);
  libssh2_session_set_blocking(session, 1);
  check(libssh2_channel_wait_closed(shell) == 0, "closing");
  int status = libssh2_channel_get_exit_status(shell);
  libssh2_session_disconnect(session, "done");
  return status;
}
