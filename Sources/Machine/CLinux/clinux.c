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
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
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

int clinux_fsopen(const char *type) { return fsopen(type, FSOPEN_CLOEXEC); }

int clinux_fsconfig(int fd, const char *key, const char *value) {
    return fsconfig(fd, value ? FSCONFIG_SET_STRING : FSCONFIG_SET_FLAG, key, value, 0);
}

int clinux_fscreate(int fd) { return fsconfig(fd, FSCONFIG_CMD_CREATE, NULL, NULL, 0); }

int clinux_fsmount(int fd) {
    return fsmount(
        fd, FSMOUNT_CLOEXEC, MOUNT_ATTR_NODEV | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NOEXEC | MOUNT_ATTR_NOATIME);
}

int clinux_packet_socket(const char *path) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    strcpy(address.sun_path, path);
    int fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) == 0) return fd;
    int error = errno;
    close(fd);
    errno = error;
    return -1;
}

int clinux_packet_accept(int fd) { return accept4(fd, 0, 0, SOCK_CLOEXEC); }

int64_t clinux_packet_send(int fd, const void *bytes, size_t count, int passed) {
    struct iovec part = {.iov_base = (void *)bytes, .iov_len = count};
    union {
        struct cmsghdr head;
        char space[CMSG_SPACE(sizeof(int))];
    } control = {0};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    if (passed >= 0) {
        message.msg_control = control.space;
        message.msg_controllen = sizeof control.space;
        struct cmsghdr *head = CMSG_FIRSTHDR(&message);
        head->cmsg_level = SOL_SOCKET;
        head->cmsg_type = SCM_RIGHTS;
        head->cmsg_len = CMSG_LEN(sizeof(int));
        memcpy(CMSG_DATA(head), &passed, sizeof(int));
    }
    return sendmsg(fd, &message, MSG_NOSIGNAL);
}

int64_t clinux_packet_receive(int fd, void *bytes, size_t count, int *passed) {
    struct iovec part = {.iov_base = bytes, .iov_len = count};
    union {
        struct cmsghdr head;
        char space[CMSG_SPACE(sizeof(int))];
    } control = {0};
    struct msghdr message = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = control.space, .msg_controllen = sizeof control.space};
    *passed = -1;
    int64_t received = recvmsg(fd, &message, MSG_CMSG_CLOEXEC);
    if (received < 0) return -1;
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    if (head && head->cmsg_level == SOL_SOCKET && head->cmsg_type == SCM_RIGHTS && head->cmsg_len == CMSG_LEN(sizeof(int)))
        memcpy(passed, CMSG_DATA(head), sizeof(int));
    if (message.msg_flags & MSG_TRUNC) {
        if (*passed >= 0) close(*passed);
        *passed = -1;
        errno = EMSGSIZE;
        return -1;
    }
    return received;
}

int clinux_socket_timeout(int fd, int seconds) {
    struct timeval time = {.tv_sec = seconds};
    return setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time) == 0 &&
                   setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &time, sizeof time) == 0
               ? 0
               : -1;
}
