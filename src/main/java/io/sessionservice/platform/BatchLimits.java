package io.sessionservice.platform;

/**
 * Bounds of batching.
 *
 * @param lanes batches under way at once, each on a connection; beyond the first, only while whole batches wait
 * @param maxBatch questions in one statement
 * @param maxQueued questions that may wait; one more is refused at once
 */
public record BatchLimits(int lanes, int maxBatch, int maxQueued) {}
