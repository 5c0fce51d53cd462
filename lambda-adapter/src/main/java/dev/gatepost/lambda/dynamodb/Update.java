package dev.gatepost.lambda.dynamodb;

import java.util.HashMap;
import java.util.Map;

/**
 * A change of an item.
 *
 * @param expression what to do, in DynamoDB's words, with values as {@code :name}
 * @param condition when to do it; empty for always
 * @param values by their names, with the colon
 */
record Update(String expression, String condition, Map<String, Object> values) {
  Map<String, Object> json() {
    Map<String, Object> typed = new HashMap<>();
    values.forEach((name, value) -> typed.put(name, Item.typed(value)));
    Map<String, Object> json = new HashMap<>();
    json.put("UpdateExpression", expression);
    json.put("ExpressionAttributeValues", typed);
    if (!condition.isEmpty()) {
      json.put("ConditionExpression", condition);
    }
    return json;
  }
}
