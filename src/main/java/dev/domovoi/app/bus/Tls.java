package dev.domovoi.app.bus;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/// What an encrypted connection trusts and how it identifies itself: PEM files.
///
/// Without a CA file the system's trust store decides. The files are read at every connection, so that a renewed
/// certificate is used without a restart.
public record Tls(Optional<Path> ca, Optional<ClientCertificate> client) {
    /// Our own certificate (with its chain, if any) and the private key to it.
    public record ClientCertificate(Path certificate, Path key) {}

    /// Sockets that follow these files.
    public SSLSocketFactory socketFactory() throws TlsFileException {
        return context("mqtt.ca").getSocketFactory();
    }

    /// For clients other than the broker's; `key` is the one of the configuration that names the CA file.
    public SSLContext context(String key) throws TlsFileException {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trustStore(key));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(keyStore(), new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException broken) {
            throw new IllegalStateException("this Java runtime cannot set up TLS", broken);
        }
    }

    /// The stated CAs, or null, which the JDK reads as "the system's".
    @SuppressWarnings("NullAway") // TrustManagerFactory.init(null) is the documented way to the system's trust store
    private KeyStore trustStore(String key) throws TlsFileException, GeneralSecurityException, IOException {
        if (ca.isEmpty()) {
            return null;
        }
        KeyStore store = empty();
        List<X509Certificate> certificates = Pem.certificates(key, ca.get());
        for (int i = 0; i < certificates.size(); i++) {
            store.setCertificateEntry("ca" + i, certificates.get(i));
        }
        return store;
    }

    private KeyStore keyStore() throws TlsFileException, GeneralSecurityException, IOException {
        KeyStore store = empty();
        if (client.isPresent()) {
            List<X509Certificate> chain =
                    Pem.certificates("mqtt.cert", client.get().certificate());
            PrivateKey key = Pem.privateKey("mqtt.key", client.get().key(), chain.getFirst());
            store.setKeyEntry("client", key, new char[0], chain.toArray(Certificate[]::new));
        }
        return store;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
