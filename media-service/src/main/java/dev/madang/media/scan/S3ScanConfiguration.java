package dev.madang.media.scan;

import dev.madang.media.upload.UploadProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.services.s3.S3Client;

@Configuration(proxyBeanMethods = false)
class S3ScanConfiguration {

  @Bean
  Scanner scanner(ScanProperties scan, S3Client s3, UploadProperties upload) {
    return switch (scan.by()) {
      case GUARDDUTY -> new S3TagScanner(s3, upload.bucket());
      case EICAR -> new S3EicarScanner(s3, upload.bucket());
    };
  }
}
