package io.sessionservice.identity;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Finds a host's addresses and leaves out those that are not on the public internet (IANA special-purpose registries, RFC 6890). The
 * client connects to what it is given here and to nothing else, so that a name which changes its address between a check and the
 * connection gains nothing (DNS rebinding).
 */
final class PublicAddresses implements DnsResolver {

    private final DnsResolver resolver;

    PublicAddresses() {
        this(SystemDefaultDnsResolver.INSTANCE);
    }

    PublicAddresses(DnsResolver resolver) {
        this.resolver = resolver;
    }

    /** @throws UnknownHostException also when every address is left out */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = Arrays.stream(resolver.resolve(host))
                .filter(PublicAddresses::isPublic)
                .toArray(InetAddress[]::new);
        if (addresses.length == 0) {
            throw new UnknownHostException(host + " has no address on the public internet");
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return resolver.resolveCanonicalHostname(host);
    }

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        return !(address.isAnyLocalAddress()
                        || address.isLoopbackAddress()
                        || address.isLinkLocalAddress()
                        || address.isSiteLocalAddress()
                        || address.isMulticastAddress())
                && (address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes));
    }

    private static boolean isPublic4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        return first != 0
                && !(first == 100 && (second & 0xc0) == 64) // shared by carriers, where clouds keep services of theirs
                && !(first == 192 && second == 0 && (bytes[2] & 0xff) <= 2)
                && !(first == 192 && second == 88 && (bytes[2] & 0xff) == 99)
                && !(first == 198 && (second & 0xfe) == 18)
                && !(first == 198 && second == 51 && (bytes[2] & 0xff) == 100)
                && !(first == 203 && second == 0 && (bytes[2] & 0xff) == 113)
                && first < 240;
    }

    /** Global unicast alone, and of it nothing that may lead to an IPv4 address: 6to4, Teredo. NAT64 lies outside of it. */
    private static boolean isPublic6(byte[] bytes) {
        int first = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
        int second = (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff);
        return (first & 0xe000) == 0x2000
                && first != 0x2002
                && !(first == 0x2001 && (second < 0x200 || second == 0xdb8))
                && first != 0x3fff;
    }
}
