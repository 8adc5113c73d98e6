package dev.madang.media.share;

import static dev.madang.media.share.TestShares.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madang.localaws.LocalAws;
import dev.madang.media.catalog.OwnerId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoSharesTests extends SharesContract {

  private static final DynamoDbClient DYNAMO = LocalAws.running().client(DynamoDbClient.builder());
  private static final Shares SHARES = new DynamoShares(DYNAMO, TestShares.properties());

  @Override
  Shares shares() {
    return SHARES;
  }

  @Test
  void theTableDoesNotKeepTheSecretAndForgetsAShareThreeDaysAfterItsEnd() {
    var secret = ShareSecret.next();
    var share = TestShares.open(new OwnerId("kim"), secret, NOW);
    SHARES.add(share);

    var item =
        DYNAMO
            .getItem(get ->
                get.tableName("media-service-shares")
                    .key(Map.of("id", AttributeValue.fromS(share.id().value()))))
            .item();

    assertThat(item.toString()).doesNotContain(secret.value());
    assertThat(item.get("expireAt"))
        .isEqualTo(
            AttributeValue.fromN(
                Long.toString(share.expiresAt().getEpochSecond() + 3 * 24 * 60 * 60)));
  }
}
