#define _GNU_SOURCE
#include "include/clinux.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <linux/kd.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

int clinux_memfd(const char *name) { return memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING); }
int clinux_seal(int fd) { return fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL); }
int clinux_eventfd(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }
int clinux_accept(int fd) { return accept4(fd, 0, 0, SOCK_NONBLOCK | SOCK_CLOEXEC); }

int64_t clinux_peer_user(int fd) {
    struct ucred credentials;
    socklen_t length = sizeof credentials;
    if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &credentials, &length) != 0) return -1;
    return credentials.uid;
}

int clinux_clone(int to, int from) { return ioctl(to, FICLONE, from); }

int clinux_exchange(const char *one, const char *other) {
    return renameat2(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE);
}

int clinux_syncfs(int fd) { return syncfs(fd); }

int64_t clinux_block_bytes(int fd) {
    uint64_t bytes = 0;
    return ioctl(fd, BLKGETSIZE64, &bytes) == 0 ? (int64_t)bytes : -1;
}

int clinux_reread_partitions(int fd) { return ioctl(fd, BLKRRPART); }
int clinux_flush_buffers(int fd) { return ioctl(fd, BLKFLSBUF); }

int clinux_shutdown_fs(int fd) {
    uint32_t flags = 2; // FS_SHUTDOWN_FLAGS_NOLOGFLUSH
    return ioctl(fd, _IOR('X', 125, uint32_t), &flags);
}

int clinux_not_dumpable(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }
int clinux_o_direct(void) { return O_DIRECT; }
void clinux_wipe(void *bytes, size_t count) { explicit_bzero(bytes, count); }

int64_t clinux_window(int fd) {
    struct winsize size;
    return ioctl(fd, TIOCGWINSZ, &size) == 0 ? ((int64_t)size.ws_col << 16) + size.ws_row : -1;
}

int clinux_font_get(int fd, uint8_t *glyphs, uint32_t *width, uint32_t *height, uint32_t *count) {
    struct console_font_op op = {.op = KD_FONT_OP_GET, .width = 32, .height = 32, .charcount = 512, .data = glyphs};
    if (ioctl(fd, KDFONTOP, &op) != 0) return -1;
    *width = op.width;
    *height = op.height;
    *count = op.charcount;
    return 0;
}

int clinux_font_set(int fd, uint8_t *glyphs, uint32_t width, uint32_t height, uint32_t count) {
    struct console_font_op op = {
        .op = KD_FONT_OP_SET, .width = width, .height = height, .charcount = count, .data = glyphs};
    return ioctl(fd, KDFONTOP, &op);
}
