# Leads the terminal session of a sandboxed game; its arguments are the sandbox's command. It keeps
# the terminal until the game has saved and ended, and then ends as the game did.
#
# The sandbox's own processes share the game's process group. A hang-up would kill its outermost
# one at once, and the game's end would be reported before its save is complete: so all of them are
# born ignoring these signals, and the last step before the game ("env --default-signal") undoes it.
# Descriptor 3 may be one that the whole sandbox is to keep open.
exec 9<&0
trap '' HUP INT QUIT TERM TSTP TTIN TTOU
"$@" <&9 9<&- &
sandbox=$!
exec 9<&-
# When the terminal goes away the kernel tells its session's leader alone, so that one tells the
# group. A hang-up while the terminal is there was sent to the group already.
trap 'interrupted=1; if ! [ -t 0 ]; then trap "" HUP; kill -HUP 0; fi' HUP
while interrupted=; wait "$sandbox"; status=$?; [ "$interrupted" ]; do :; done
trap '' HUP
# The sandbox says 128 and the number for a game that a signal ended: end by that signal.
if [ "$status" -gt 128 ] && [ "$status" -lt 160 ]; then
  signal=$((status - 128))
  ulimit -c 0
  trap - "$signal"
  kill -"$signal" $$
fi
exit "$status"
