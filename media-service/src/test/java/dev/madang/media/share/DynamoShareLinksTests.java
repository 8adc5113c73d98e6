package dev.madang.media.share;

import static dev.madang.media.share.TestShareLinks.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.localaws.LocalAws;
import dev.madang.media.UserId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoShareLinksTests extends ShareLinksContract {

  private static final DynamoDbClient DYNAMO = LocalAws.running().client(DynamoDbClient.builder());
  private static final ShareLinks SHARES =
      new DynamoShareLinks(DYNAMO, TestShareLinks.properties());

  @Override
  ShareLinks shares() {
    return SHARES;
  }

  @Test
  void tableStoresNoSecretAndExpiresItemsAfterRetention() {
    var secret = ShareSecret.next();
    var share = TestShareLinks.open(new UserId("kim"), secret, NOW);
    SHARES.add(share);

    var item =
        DYNAMO
            .getItem(get ->
                get.tableName("media-service-share-links")
                    .key(Map.of("id", AttributeValue.fromS(share.id().value()))))
            .item();

    assertThat(item.toString()).doesNotContain(secret.value());
    assertThat(item.get("expireAt"))
        .isEqualTo(
            AttributeValue.fromN(
                Long.toString(share.expiresAt().getEpochSecond() + 3 * 24 * 60 * 60)));
  }
}
