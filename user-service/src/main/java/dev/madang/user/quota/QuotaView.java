package dev.madang.user.quota;

import io.swagger.v3.oas.annotations.media.Schema;

@Schema(name = "Quota", description = "The quota of a private space, in bytes")
record QuotaView(
    @Schema(example = "5368709120", minimum = "0", maximum = "1125899906842624") long limit,
    @Schema(
            description = "By files and media items; may exceed the limit after direct uploads",
            example = "73400320",
            minimum = "0",
            maximum = "9007199254740991")
        long used,
    @Schema(
            description = "For uploads that are not complete",
            example = "1048576",
            minimum = "0",
            maximum = "9007199254740991")
        long reserved,
    @Schema(
            description = "For further uploads",
            example = "5294260224",
            minimum = "0",
            maximum = "1125899906842624")
        long available) {

  static QuotaView of(Quota quota) {
    return new QuotaView(quota.limit(), quota.used(), quota.reserved(), quota.available());
  }
}
