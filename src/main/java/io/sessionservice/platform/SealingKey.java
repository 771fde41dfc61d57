package io.sessionservice.platform;

import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** One AES-256 key with the id under which sealed values name it. */
record SealingKey(String id, SecretKey key) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]{1,32}");
    private static final int KEY_BYTES = 32;

    static final String SETTING = "sessions.sealing.keys";

    /**
     * @param text {@code id:base64(32 bytes)}
     * @throws UnsafeSettingException when it is not; the message holds no part of the key
     */
    static SealingKey parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0 || !ID.matcher(text.substring(0, colon)).matches()) {
            throw new UnsafeSettingException(SETTING, "each key has the form id:base64(32 bytes)");
        }
        String id = text.substring(0, colon);
        byte[] bytes = decode(id, text.substring(colon + 1));
        if (bytes.length != KEY_BYTES) {
            throw new UnsafeSettingException(
                    SETTING, "key '%s' has %d bytes, it needs %d".formatted(id, bytes.length, KEY_BYTES));
        }
        return new SealingKey(id, new SecretKeySpec(bytes, "AES"));
    }

    private static byte[] decode(String id, String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new UnsafeSettingException(SETTING, "key '%s' is not base64".formatted(id));
        }
    }

    @Override
    public String toString() {
        return "SealingKey[" + id + ", ****]";
    }
}
