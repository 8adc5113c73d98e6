package dev.madang.media.rendition.worker;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * The service does not start without libvips: it is a mistake of the installation, which waiting
 * does not mend, and it is better seen at once than at the first upload.
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
