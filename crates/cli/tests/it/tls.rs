//! PostgreSQL through TLS: the right root is trusted, the wrong one and the wrong name are not.

use std::path::Path;
use std::process::Command;

use crate::support::{Desk, cluster, donare, good, open, said, sql};

fn openssl(words: &[&str]) {
    let out = Command::new("openssl").args(words).output().unwrap();
    assert!(out.status.success(), "openssl {words:?}: {}", said(&out));
}

/// A root of its own, and with it a certificate for `localhost`.
fn certificates(folder: &Path, name: &str) -> String {
    let file = |kind: &str| folder.join(format!("{name}.{kind}")).to_str().unwrap().to_owned();
    let (key, root, request) = (file("root.key"), file("root.pem"), file("csr"));
    let key_of_its_own = ["req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
    openssl(
        &[&key_of_its_own[..], &["-x509", "-keyout", &key, "-out", &root, "-subj", "/CN=Root", "-days", "2"]].concat(),
    );
    openssl(&[&key_of_its_own[..], &["-keyout", &file("key"), "-out", &request, "-subj", "/CN=localhost"]].concat());
    std::fs::write(file("ext"), "subjectAltName=DNS:localhost\nbasicConstraints=CA:FALSE\n").unwrap();
    let (from, by) = (["x509", "-req", "-in", &request, "-days", "2"], ["-CA", &root, "-CAkey", &key]);
    openssl(&[&from[..], &by, &["-CAcreateserial", "-extfile", &file("ext"), "-out", &file("pem")]].concat());
    root
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_is_believed_only_with_the_right_root_and_name() {
    let (desk, Some(mut cluster)) = (Desk::new("tls"), cluster()) else { return };
    let (root, other_root) = (certificates(&desk, "server"), certificates(&desk, "other"));
    for kind in ["pem", "key"] {
        // The server's user alone may read its key.
        let mut install = Command::new("install");
        install.args(["-m", "0600"]).args(owner(&cluster.data())).arg(desk.join(format!("server.{kind}")));
        assert!(install.arg(cluster.folder()).status().unwrap().success());
    }
    let file = |kind: &str| cluster.folder().join(format!("server.{kind}")).to_str().unwrap().to_owned();
    let settings =
        ["ssl=on".to_owned(), format!("ssl_cert_file={}", file("pem")), format!("ssl_key_file={}", file("key"))];
    std::fs::write(cluster.data().join("pg_hba.conf"), "hostssl all all 127.0.0.1/32 scram-sha-256\n").unwrap();
    settings.iter().for_each(|setting| cluster.set(setting));
    cluster.serve().unwrap();
    sql(&cluster.address(), "CREATE DATABASE registry").unwrap();

    let keys = desk.path("keys");
    let named = cluster.address_at("localhost", "registry");
    let trusted = format!("{named}?sslmode=verify-full&sslrootcert={root}");
    good(&["migrate", "--database", &trusted, "--keys", &keys]);
    good(&["verify", "--database", &trusted, "--keys", &keys]);
    let service = open(&trusted, &keys).await;
    let sessions = "SELECT COUNT(*) > 0 AND BOOL_AND(ssl) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
        WHERE application_name = 'donare'";
    assert_eq!(sql(&cluster.address(), sessions).unwrap(), "t");
    service.close().await;
    // Encrypted without being asked, where the server offers it.
    good(&["verify", "--database", &named, "--keys", &keys]);

    let numbered = cluster.address_at("127.0.0.1", "registry");
    let refused = [
        ("the wrong root", format!("{named}?sslmode=verify-full&sslrootcert={other_root}")),
        ("no root", format!("{named}?sslmode=verify-full")),
        ("the wrong root, whatever the name", format!("{named}?sslmode=verify-ca&sslrootcert={other_root}")),
        ("the wrong name", format!("{numbered}?sslmode=verify-full&sslrootcert={root}")),
    ];
    for (why, address) in refused {
        let out = donare(&["verify", "--database", &address, "--keys", &keys]);
        assert_eq!(out.status.code(), Some(1), "{why}");
        assert!(said(&out).contains("no trusted TLS connection"), "{why}: {}", said(&out));
        assert!(!said(&out).contains("postgres://"), "an address may hold a password");
    }
    good(&["verify", "--database", &format!("{numbered}?sslmode=verify-ca&sslrootcert={root}"), "--keys", &keys]);
    // And without TLS the server does not let anybody in.
    let plain = donare(&["verify", "--database", &format!("{named}?sslmode=disable"), "--keys", &keys]);
    assert_eq!(plain.status.code(), Some(1));
}

/// Words for `install` that give a file to whoever owns `like`.
fn owner(like: &Path) -> Vec<String> {
    use std::os::unix::fs::MetadataExt as _;
    let of = std::fs::metadata(like).unwrap();
    vec!["-o".to_owned(), of.uid().to_string(), "-g".to_owned(), of.gid().to_string()]
}
