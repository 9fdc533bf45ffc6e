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
/// explicit_bzero(3).
void clinux_wipe(void *bytes, size_t count);
#endif
