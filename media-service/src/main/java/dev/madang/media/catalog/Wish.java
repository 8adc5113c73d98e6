package dev.madang.media.catalog;

/** What the wish to upload a file comes to. */
public sealed interface Wish {

  /** It is a new media, pending. */
  record Added(Media media) implements Wish {}

  /** The same was wished for before; in whatever state it is by now. */
  record There(Media media) implements Wish {}

  /** The idempotency key stands for another file. */
  record KeyReused() implements Wish {}
}
