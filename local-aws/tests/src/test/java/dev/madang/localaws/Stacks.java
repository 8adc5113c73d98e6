package dev.madang.localaws;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;

/** Stacks of single tests. In a template {@code NAME} stands for a unique name. */
final class Stacks {
  private static final CloudFormationClient CLOUD_FORMATION =
      LocalAws.running().client(CloudFormationClient.builder());

  private final String name = "test-" + UUID.randomUUID().toString().substring(0, 8);

  static Stacks create(String template) {
    var stack = new Stacks();
    CLOUD_FORMATION.createStack(creation ->
        creation
            .stackName(stack.name)
            .templateBody(stack.named(template))
            .capabilities(Capability.CAPABILITY_NAMED_IAM));
    return stack;
  }

  void update(String template) {
    update(template, Map.of());
  }

  void update(String template, Map<String, String> parameters) {
    var given =
        parameters.entrySet().stream()
            .map(it ->
                Parameter.builder().parameterKey(it.getKey()).parameterValue(it.getValue()).build())
            .toList();
    CLOUD_FORMATION.updateStack(update ->
        update
            .parameters(given)
            .stackName(name)
            .templateBody(named(template))
            .capabilities(Capability.CAPABILITY_NAMED_IAM));
  }

  void delete() {
    CLOUD_FORMATION.deleteStack(deletion -> deletion.stackName(name));
  }

  String output(String key) {
    return requireNonNull(outputs().get(key), key);
  }

  Map<String, String> outputs() {
    var stack =
        CLOUD_FORMATION.describeStacks(wanted -> wanted.stackName(name)).stacks().getFirst();
    return stack.outputs().stream()
        .collect(Collectors.toMap(Output::outputKey, Output::outputValue));
  }

  private String named(String template) {
    return template.replace("NAME", name);
  }
}
