package dev.gatepost.lambda.dynamodb;

import java.util.Map;

/**
 * Where DynamoDB is.
 *
 * @param region as {@code eu-central-1}
 * @param url with a slash at its end
 */
record Endpoint(String region, String url) {
  /** The variable that names the region; Lambda sets it. */
  static final String REGION = "AWS_REGION";

  // The same as all of AWS's libraries and tools understand.
  private static final String OWN_URL = "AWS_ENDPOINT_URL_DYNAMODB";

  /** The region's endpoint, or the one that is named instead, as for DynamoDB Local. */
  static Endpoint read(Map<String, String> environment) {
    String region = environment.getOrDefault(REGION, "").strip();
    String own = environment.getOrDefault(OWN_URL, "").strip();
    return new Endpoint(region, own.isEmpty() ? regional(region) : withSlash(own));
  }

  private static String regional(String region) {
    String domain = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
    return "https://dynamodb." + region + "." + domain + "/";
  }

  private static String withSlash(String url) {
    return url.endsWith("/") ? url : url + "/";
  }
}
