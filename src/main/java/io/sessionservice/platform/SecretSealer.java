package io.sessionservice.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.springframework.stereotype.Component;

/**
 * Seals secrets that must come back, with AES-256-GCM (NIST SP 800-38D). A sealed value is {@code keyId:base64(iv, ciphertext,
 * tag)} and opens only under the context that it was sealed for, so it cannot be moved to another row.
 */
@Component
public class SecretSealer {

    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SealingKey first;
    private final Map<String, SealingKey> keys;
    private final RandomBytes random;

    SecretSealer(SealingProperties properties, RandomBytes random) {
        List<SealingKey> parsed =
                properties.keys().stream().map(SealingKey::parse).toList();
        this.first = parsed.getFirst();
        this.keys = new LinkedHashMap<>();
        this.random = random;
        for (SealingKey key : parsed) {
            if (keys.putIfAbsent(key.id(), key) != null) {
                throw new UnsafeSettingException(SealingKey.SETTING, "key '%s' is given twice".formatted(key.id()));
            }
        }
    }

    /** The id of the key that seals. */
    public String firstKey() {
        return first.id();
    }

    /**
     * Checks that what these keys sealed can be unsealed.
     *
     * @throws UnsafeSettingException naming those that are not configured
     */
    public void requireKeys(Collection<String> ids) {
        List<String> missing =
                ids.stream().filter(id -> !keys.containsKey(id)).sorted().toList();
        if (!missing.isEmpty()) {
            throw new UnsafeSettingException(
                    SealingKey.SETTING,
                    "needed to unseal auth secrets and missing: '%s'".formatted(String.join("', '", missing)));
        }
    }

    /**
     * Seals with the first key.
     *
     * @param context what the secret belongs to; the same text is needed to unseal
     */
    public String seal(String secret, String context) {
        byte[] iv = random.next(IV_BYTES);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, first, iv, context, secret.getBytes(UTF_8));
        byte[] envelope = ByteBuffer.allocate(IV_BYTES + sealed.length)
                .put(iv)
                .put(sealed)
                .array();
        return first.id() + ':' + Base64.getEncoder().encodeToString(envelope);
    }

    /**
     * The secret, whichever of the keys sealed it.
     *
     * @throws IllegalStateException when the key is not configured (the message names it), or the value was not sealed for
     *     this context
     */
    public String unseal(String sealed, String context) {
        int colon = sealed.indexOf(':');
        String keyId = sealed.substring(0, Math.max(colon, 0));
        SealingKey key = keys.get(keyId);
        if (key == null) {
            throw new IllegalStateException(
                    "sessions.sealing.keys: key '%s' is needed to unseal %s".formatted(keyId, context));
        }
        try {
            ByteBuffer envelope = ByteBuffer.wrap(Base64.getDecoder().decode(sealed.substring(colon + 1)));
            byte[] iv = new byte[IV_BYTES];
            envelope.get(iv);
            byte[] ciphertext = new byte[envelope.remaining()];
            envelope.get(ciphertext);
            return new String(crypt(Cipher.DECRYPT_MODE, key, iv, context, ciphertext), UTF_8);
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            // damaged: not base64, or too short to have been sealed
            throw failure(key, context, e);
        }
    }

    private static byte[] crypt(int mode, SealingKey key, byte[] iv, String context, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, iv));
            cipher.updateAAD(context.getBytes(UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw failure(key, context, e);
        }
    }

    private static IllegalStateException failure(SealingKey key, String context, Exception cause) {
        return new IllegalStateException("cannot seal or unseal " + context + " with key '" + key.id() + "'", cause);
    }
}
