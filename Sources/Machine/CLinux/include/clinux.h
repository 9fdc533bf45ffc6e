// Linux calls that Swift's Glibc module does not show: one small function each, no logic.
#ifndef CLINUX_H
#define CLINUX_H
#include <stdint.h>
#include <sys/types.h>

/// memfd_create(2), close-on-exec, sealable. -1 and errno on failure.
int clinux_memfd(const char *name);
/// fcntl(2) F_ADD_SEALS: no shrink, no grow, no write, no more seals.
int clinux_seal(int fd);
/// eventfd(2), non-blocking, close-on-exec.
int clinux_eventfd(void);
/// accept4(2), non-blocking, close-on-exec.
int clinux_accept(int fd);
/// SO_PEERCRED of unix(7): user id of the other end, or -1.
int64_t clinux_peer_user(int fd);
/// FICLONE of ioctl_ficlone(2): `to` becomes a clone of `from`.
int clinux_clone(int to, int from);
/// RENAME_EXCHANGE of renameat2(2): two names of one file system change places, in one step.
int clinux_exchange(const char *one, const char *other);
/// syncfs(2): everything written to the file system of `fd` is committed.
int clinux_syncfs(int fd);
/// BLKGETSIZE64 of a block device in bytes, or -1.
int64_t clinux_block_bytes(int fd);
/// BLKRRPART: read the partition table again.
int clinux_reread_partitions(int fd);
/// BLKFLSBUF: drop the device's cached pages.
int clinux_flush_buffers(int fd);
/// FS_IOC_SHUTDOWN without a log flush, for tests of a pulled disk.
int clinux_shutdown_fs(int fd);
/// prctl(2) PR_SET_DUMPABLE 0: no core, no ptrace by the same user.
int clinux_not_dumpable(void);
/// TIOCGWINSZ of a terminal: columns * 65536 + rows, or -1.
int64_t clinux_window(int fd);
/// KDFONTOP get of console_ioctl(4): glyphs of 32 rows each (65536 bytes), width, height and count; -1 and errno.
int clinux_font_get(int fd, uint8_t *glyphs, uint32_t *width, uint32_t *height, uint32_t *count);
/// KDFONTOP set; needs the terminal or CAP_SYS_TTY_CONFIG. -1 and errno.
int clinux_font_set(int fd, uint8_t *glyphs, uint32_t width, uint32_t height, uint32_t count);
/// O_DIRECT, which differs between architectures.
int clinux_o_direct(void);
/// fsopen(2), close-on-exec: a file system that is being set up. -1 and errno.
int clinux_fsopen(const char *type);
/// fsconfig(2) FSCONFIG_SET_STRING, or FSCONFIG_SET_FLAG where `value` is NULL. -1 and errno.
int clinux_fsconfig(int fd, const char *key, const char *value);
/// fsconfig(2) FSCONFIG_CMD_CREATE: the server is spoken to here. -1 and errno.
int clinux_fscreate(int fd);
/// fsmount(2), close-on-exec: a mount that is at no place; no devices, no set-user-id, no programs. -1 and errno.
int clinux_fsmount(int fd);
/// A connected socket of whole packets (unix(7) SOCK_SEQPACKET), close-on-exec. -1 and errno.
int clinux_packet_socket(const char *path);
/// A connection of a listening socket of packets, waited for, close-on-exec. -1 and errno.
int clinux_packet_accept(int fd);
/// Sends one packet, with a descriptor unless `passed` is -1. Bytes sent, or -1 and errno.
int64_t clinux_packet_send(int fd, const void *bytes, size_t count, int passed);
/// Receives one packet; `passed` is the descriptor that came with it, or -1. Bytes received, or -1 and errno.
int64_t clinux_packet_receive(int fd, void *bytes, size_t count, int *passed);
/// SO_RCVTIMEO and SO_SNDTIMEO of socket(7).
int clinux_socket_timeout(int fd, int seconds);
/// explicit_bzero(3).
void clinux_wipe(void *bytes, size_t count);
#endif
