package dev.gatepost.lambda.dynamodb;

import dev.gatepost.lambda.dynamodb.DynamoDb.Answer;
import dev.gatepost.messages.StoreUnavailableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The items of a table. Whatever is read is what was last written. */
final class Table {
  // More keys than these DynamoDB does not take at once.
  private static final int MOST_KEYS = 100;

  private final DynamoDb calls;
  private final String name;

  Table(DynamoDb calls, String name) {
    this.calls = calls;
    this.name = name;
  }

  /** Those of the items that are there, in any order. */
  List<Item> get(List<Item> keys) {
    List<Item> items = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += MOST_KEYS) {
      getSome(keys.subList(from, Math.min(keys.size(), from + MOST_KEYS)), items);
    }
    return items;
  }

  /**
   * Puts an item where none of its key is.
   *
   * @return the item that is there already, or nothing: then this one was put
   */
  Optional<Item> put(Item item) {
    return putIf(item, "attribute_not_exists(" + Item.PARTITION + ")", Map.of());
  }

  /** As {@link #put}, but over one whose number of this name is at most so much. */
  Optional<Item> putOver(Item item, String number, long most) {
    return putIf(
        item,
        "attribute_not_exists(" + Item.PARTITION + ") OR " + number + " <= :most",
        Map.of("ExpressionAttributeValues", Map.of(":most", Item.typed(most))));
  }

  /**
   * Changes an item, or makes it.
   *
   * @return the item as it is now; nothing where the condition does not hold
   */
  Optional<Item> update(Item key, Update update) {
    Map<String, Object> request = about(key);
    request.putAll(update.json());
    request.put("ReturnValues", "ALL_NEW");
    Answer answer = calls.call("UpdateItem", request);
    return answer.isDone()
        ? Optional.of(Item.read(member(answer.body(), "Attributes")))
        : Optional.empty();
  }

  void delete(Item key) {
    calls.call("DeleteItem", about(key));
  }

  /**
   * The items of a partition in the order of their sort keys.
   *
   * @param range where to begin and to end
   * @param limit how many at most
   */
  Slice query(Range range, int limit) {
    Map<String, Object> request = new HashMap<>(range.json());
    request.put("TableName", name);
    request.put("ConsistentRead", true);
    request.put("Limit", limit);
    Answer answer = calls.call("Query", request);
    return new Slice(
        items(member(answer.body(), "Items")), answer.body().containsKey("LastEvaluatedKey"));
  }

  private Optional<Item> putIf(Item item, String condition, Map<String, Object> values) {
    Map<String, Object> request = new HashMap<>(values);
    request.put("TableName", name);
    request.put("Item", item.json());
    request.put("ConditionExpression", condition);
    request.put("ReturnValuesOnConditionCheckFailure", "ALL_OLD");
    Answer answer = calls.call("PutItem", request);
    return answer.isDone()
        ? Optional.empty()
        : Optional.of(Item.read(member(answer.body(), "Item")));
  }

  // DynamoDB may answer for a part of the keys.
  private void getSome(List<Item> keys, List<Item> items) {
    List<?> wanted = keys.stream().map(Item::json).toList();
    while (!wanted.isEmpty()) {
      Map<String, ?> request =
          Map.of("RequestItems", Map.of(name, Map.of("Keys", wanted, "ConsistentRead", true)));
      Answer answer = calls.call("BatchGetItem", request);
      Map<?, ?> responses = (Map<?, ?>) member(answer.body(), "Responses");
      items.addAll(items(member(responses, name)));
      wanted = unprocessed(answer);
    }
  }

  private List<?> unprocessed(Answer answer) {
    Map<?, ?> tables = (Map<?, ?>) answer.body().getOrDefault("UnprocessedKeys", Map.of());
    return tables.get(name) instanceof Map<?, ?> rest ? (List<?>) member(rest, "Keys") : List.of();
  }

  private Map<String, Object> about(Item key) {
    Map<String, Object> request = new HashMap<>();
    request.put("TableName", name);
    request.put("Key", key.json());
    return request;
  }

  private static List<Item> items(Object json) {
    List<Item> items = new ArrayList<>();
    for (Object item : (List<?>) json) {
      items.add(Item.read(item));
    }
    return items;
  }

  private static Object member(Map<?, ?> object, String name) {
    Object member = object.get(name);
    if (member == null) {
      throw new StoreUnavailableException("DynamoDB's answer lacks " + name);
    }
    return member;
  }

  /**
   * Some items of a partition.
   *
   * @param mayBeMore whether there may be more of them beyond
   */
  record Slice(List<Item> items, boolean mayBeMore) {}
}
