#include <libcryptsetup.h>

// Macros with shifts are not imported into Swift.
static const uint32_t crypt_activate_readonly = CRYPT_ACTIVATE_READONLY;
static const uint32_t crypt_activate_recovery = CRYPT_ACTIVATE_RECOVERY;
static const uint32_t crypt_activate_recalculate = CRYPT_ACTIVATE_RECALCULATE;
static const uint32_t crypt_deactivate_force = CRYPT_DEACTIVATE_FORCE;
static const uint32_t crypt_pbkdf_no_benchmark = CRYPT_PBKDF_NO_BENCHMARK;
