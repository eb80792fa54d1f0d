/* A shell by libssh on standard input and output: PORT USER METHOD PASSWORD. */

#include <libssh/libssh.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static ssh_session session;

static void check(int good, const char *what) {
  if (!good) {
    fprintf(stderr, "%s: %s\n", what, ssh_get_error(session));
    exit(255);
  }
}

static int sign_in(const char *method, const char *password) {
  if (strcmp(method, "none") == 0) {
    return ssh_userauth_none(session, NULL);
  }
  if (strcmp(method, "password") == 0) {
    return ssh_userauth_password(session, NULL, password);
  }
  int answer;
  while ((answer = ssh_userauth_kbdint(session, NULL, NULL)) == SSH_AUTH_INFO) {
    for (int prompt = 0; prompt < ssh_userauth_kbdint_getnprompts(session); prompt++) {
      ssh_userauth_kbdint_setanswer(session, prompt, password);
    }
  }
  return answer;
}

/* Moves bytes between descriptors and the channel until that is closed. */
static void pass_on(ssh_channel shell) {
  ssh_event event = ssh_event_new();
  ssh_connector keys = ssh_connector_new(session);
  ssh_connector_set_in_fd(keys, 0);
  ssh_connector_set_out_channel(keys, shell, SSH_CONNECTOR_STDOUT);
  ssh_event_add_connector(event, keys);
  ssh_connector drawing = ssh_connector_new(session);
  ssh_connector_set_in_channel(drawing, shell, SSH_CONNECTOR_STDOUT);
  ssh_connector_set_out_fd(drawing, 1);
  ssh_event_add_connector(event, drawing);
  while (ssh_channel_is_open(shell)) {
    check(ssh_event_dopoll(event, 60000) == SSH_OK, "polling");
  }
}

int main(int count, char **arguments) {
  (void)count;
  int verbosity = SSH_LOG_NOLOG;
  unsigned int port = atoi(arguments[1]);
  session = ssh_new();
  ssh_options_set(session, SSH_OPTIONS_PROCESS_CONFIG, &(int){0});
  ssh_options_set(session, SSH_OPTIONS_LOG_VERBOSITY, &verbosity);
  ssh_options_set(session, SSH_OPTIONS_HOST, "127.0.0.1");
  ssh_options_set(session, SSH_OPTIONS_PORT, &port);
  ssh_options_set(session, SSH_OPTIONS_USER, arguments[2]);
  check(ssh_connect(session) == SSH_OK, "connecting");
  check(sign_in(arguments[3], arguments[4]) == SSH_AUTH_SUCCESS, "signing in");
  ssh_channel shell = ssh_channel_new(session);
  check(ssh_channel_open_session(shell) == SSH_OK, "opening");
  check(ssh_channel_request_pty_size(shell, "xterm", 80, 24) == SSH_OK, "terminal");
  check(ssh_channel_request_shell(shell) == SSH_OK, "shell");
  pass_on(shell);
  int status = ssh_channel_get_exit_status(shell);
  ssh_disconnect(session);
  return status;
}
