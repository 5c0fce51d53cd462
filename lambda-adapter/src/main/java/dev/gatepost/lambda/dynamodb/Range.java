package dev.gatepost.lambda.dynamodb;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A part of a partition.
 *
 * @param before the sort key that its items are less than, if there is a bound
 * @param after the sort key of the item to go on after, if there is one
 * @param descending whether the greatest sort key comes first
 */
record Range(
    String partition, Optional<String> before, Optional<String> after, boolean descending) {
  Range goingOnAfter(String sort) {
    return new Range(partition, before, Optional.of(sort), descending);
  }

  Map<String, Object> json() {
    Map<String, Object> values = new HashMap<>();
    values.put(":partition", Item.typed(partition));
    before.ifPresent(bound -> values.put(":before", Item.typed(bound)));
    Map<String, Object> json = new HashMap<>();
    json.put("KeyConditionExpression", condition());
    json.put("ExpressionAttributeValues", values);
    json.put("ScanIndexForward", !descending);
    after.ifPresent(sort -> json.put("ExclusiveStartKey", Item.of(partition, sort).json()));
    return json;
  }

  private String condition() {
    String inPartition = Item.PARTITION + " = :partition";
    return before.isPresent() ? inPartition + " AND " + Item.SORT + " < :before" : inPartition;
  }
}
