/**
 * Pseudo-terminals with programs in them, behind the port {@link gatehouse.game.pty.Ptys}.
 *
 * <p>{@link gatehouse.game.pty.LocalPtys} has them in this process, with two threads however many
 * PTYs there are:
 *
 * <pre>
 *   callers, any thread          gatehouse-pty-spawn         gatehouse-pty (epoll)
 *
 *   spawn ──── bounded by ─────▶ open a master, set its ───▶ Pty: watch its master and the
 *              most-ptys         size, posix_spawn, wait          program's pidfd
 *                                until it is loaded
 *
 *   read ───── pull ───────────────────────────────────────▶ Output ◀── readable ── master
 *        ◀──── one chunk a pull ────────────────────────────    │
 *
 *   write ──── bounded by write-buffer ────────────────────▶ Input ─── writable ──▶ master
 *        ◀──── taken by the kernel, or timed out ───────────    │
 *
 *   signal, resize, hangUp, release ───────────────────────▶ Master, Child
 *   exit ◀──── exit status ────────────────────────────────── Child ◀── readable ── pidfd
 * </pre>
 *
 * <p>All state of a PTY belongs to the epoll thread, so there are no locks, no descriptor is used
 * after it was closed, and no signal hits a process that was reaped. Nothing on that thread waits
 * for anything but events: masters do not block, and loading a program, which takes a while, is
 * done elsewhere. Nothing is watched that nobody waits for: an event is asked for once, by whoever
 * wants to read, or has something to write and found no room.
 *
 * <p>Start reading at {@link gatehouse.game.pty.LocalPtys}, then {@code Output} and {@code Epoll}.
 * {@code Libc} is the C library, {@code PosixSpawn} what happens between two programs.
 */
@NullMarked
package gatehouse.game.pty;

import org.jspecify.annotations.NullMarked;
