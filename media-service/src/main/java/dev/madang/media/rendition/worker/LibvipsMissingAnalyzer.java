package dev.madang.media.rendition.worker;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * The service does not start without libvips: an installation error is better found at the start
 * than at the first upload.
 */
class LibvipsMissingAnalyzer extends AbstractFailureAnalyzer<LibvipsMissing> {

  @Override
  protected FailureAnalysis analyze(Throwable root, LibvipsMissing missing) {
    return new FailureAnalysis(
        "libvips was not found: " + missing.why(),
        "Run local-aws/install and set MADANG_LIBVIPS to the .so it fetched,"
            + " or install the system's own: apt-get install libvips42.",
        missing);
  }
}
