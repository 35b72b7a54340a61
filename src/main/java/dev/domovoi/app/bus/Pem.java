package dev.domovoi.app.bus;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads certificates and private keys from PEM files.
final class Pem {
    private static final int MAX_FILE_BYTES = 1 << 20;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

    private Pem() {}

    @SuppressWarnings("ArrayRecordComponent") // raw bytes, read once and never compared
    private record Block(String label, byte[] der) {}

    static List<X509Certificate> certificates(String option, Path file) throws TlsFileException {
        List<X509Certificate> found = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Block block : blocks(option, file)) {
                if (block.label.equals("CERTIFICATE")) {
                    found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.der)));
                }
            }
        } catch (CertificateException broken) {
            throw new TlsFileException(option, file, "holds a certificate that cannot be read", broken);
        }
        if (found.isEmpty()) {
            throw new TlsFileException(option, file, "holds no certificate (-----BEGIN CERTIFICATE-----)", null);
        }
        return found;
    }

    /// The key, checked to be the one that belongs to the certificate.
    static PrivateKey privateKey(String option, Path file, X509Certificate certificate) throws TlsFileException {
        for (Block block : blocks(option, file)) {
            switch (block.label) {
                case "PRIVATE KEY" -> {
                    return matching(option, file, block.der, certificate);
                }
                case "RSA PRIVATE KEY", "EC PRIVATE KEY" -> {
                    byte[] algorithm = Der.algorithm(certificate.getPublicKey().getEncoded());
                    return matching(option, file, Der.pkcs8(algorithm, block.der), certificate);
                }
                case "ENCRYPTED PRIVATE KEY" ->
                    throw new TlsFileException(
                            option, file, "is encrypted; give an unencrypted key readable by Domovoi only", null);
                default -> {} // parameters or certificates that share the file
            }
        }
        throw new TlsFileException(option, file, "holds no private key (-----BEGIN PRIVATE KEY-----)", null);
    }

    private static PrivateKey matching(String option, Path file, byte[] pkcs8, X509Certificate certificate)
            throws TlsFileException {
        PublicKey publicKey = certificate.getPublicKey();
        String mismatch = "does not belong to the certificate of mqtt.cert (" + publicKey.getAlgorithm() + ")";
        try {
            PrivateKey key =
                    KeyFactory.getInstance(publicKey.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            if (!isPair(key, publicKey)) {
                throw new TlsFileException(option, file, mismatch, null);
            }
            return key;
        } catch (GeneralSecurityException broken) {
            throw new TlsFileException(option, file, "cannot be read or " + mismatch, broken);
        }
    }

    private static boolean isPair(PrivateKey key, PublicKey publicKey) throws GeneralSecurityException {
        String algorithm = switch (publicKey.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> publicKey.getAlgorithm();
        };
        byte[] challenge = "do you belong together?".getBytes(StandardCharsets.UTF_8);
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(key);
        signer.update(challenge);
        byte[] signature = signer.sign();
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(publicKey);
        verifier.update(challenge);
        return verifier.verify(signature);
    }

    private static List<Block> blocks(String option, Path file) throws TlsFileException {
        List<Block> found = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text(option, file));
        while (matcher.find()) {
            try {
                found.add(new Block(matcher.group(1), Base64.getMimeDecoder().decode(matcher.group(2))));
            } catch (IllegalArgumentException broken) {
                throw new TlsFileException(option, file, "has a damaged " + matcher.group(1) + " block", broken);
            }
        }
        if (found.isEmpty()) {
            throw new TlsFileException(option, file, "is not a PEM file (no complete -----BEGIN ...----- block)", null);
        }
        return found;
    }

    private static String text(String option, Path file) throws TlsFileException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_FILE_BYTES + 1);
            if (bytes.length > MAX_FILE_BYTES) {
                throw new TlsFileException(option, file, "is larger than 1 MiB, so no PEM file", null);
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException missing) {
            throw new TlsFileException(option, file, "does not exist", missing);
        } catch (AccessDeniedException denied) {
            throw new TlsFileException(option, file, "may not be read by this user", denied);
        } catch (IOException broken) {
            String why = Files.isDirectory(file) ? "is a directory" : "cannot be read: " + broken.getMessage();
            throw new TlsFileException(option, file, why, broken);
        }
    }
}
