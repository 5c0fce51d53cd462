/** Messages in DynamoDB. */
@NullMarked
package dev.gatepost.lambda.dynamodb;

import org.jspecify.annotations.NullMarked;
